"""Plain Python under everything: counting, protecting, drawing, scheduling. It has never heard of Django."""
