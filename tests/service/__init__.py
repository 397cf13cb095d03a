"""The whole service: draft, sign, admit, on real databases."""
