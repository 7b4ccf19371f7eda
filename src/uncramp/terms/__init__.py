"""The words everything else is said in: units, muscles, instants, sentences, errors."""
