"""All that a person sees: questions, plans, progress and reports."""
