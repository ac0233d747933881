"""An article becomes an annotation: the only user of spaCy. Each finder is a spaCy component of its own."""
