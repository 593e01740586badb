"""Articles in, passages out: reading, cleaning, segmenting, embedding, storing and retrieving."""
