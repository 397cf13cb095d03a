"""Where bytes meet disks, clocks and keys."""
