"""Tests through what a user touches, against real parts."""
