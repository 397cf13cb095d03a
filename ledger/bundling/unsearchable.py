"""What is said of a document whose words cannot be searched."""


class Unsearchable(Exception):
    """The words of a document cannot be had, or not all of them."""
