"""Everything Dangol knows and does, apart from the pages it is shown on."""
