"""All Qt, and nothing but Qt."""
