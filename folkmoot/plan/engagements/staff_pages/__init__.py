"""Pages for officers: the register, the desk, the plan, and what belongs to an engagement."""
