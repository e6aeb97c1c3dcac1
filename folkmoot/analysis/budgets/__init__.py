"""Participatory budgets: ballots counted by several rules, each step and each refusal explained."""
