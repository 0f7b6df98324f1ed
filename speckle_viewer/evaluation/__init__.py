"""Tables that compare methods, from one command."""
