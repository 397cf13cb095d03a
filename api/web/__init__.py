"""What every page shares: the site's assets and layout, who reads it, and which case is open."""
