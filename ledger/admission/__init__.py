"""Admission: signed entries are checked, committed together and receipted."""
