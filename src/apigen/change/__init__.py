"""Changes an existing project into what other answers, or a newer apigen, would have made."""
