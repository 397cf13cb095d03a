// Keeps a form as a draft while it is filled in, and says when.
const WAIT = 4000;
