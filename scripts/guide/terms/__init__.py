"""The term bank: what it says, where a text goes against it, and what is made from it."""
