"""The look: the page frame, components, forms, and what features show on shared pages. Knows no feature."""
