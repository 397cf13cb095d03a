"""Pure folds over a history: what people read."""
