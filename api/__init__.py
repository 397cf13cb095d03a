"""HTTP routes, problem details and server-rendered pages."""
