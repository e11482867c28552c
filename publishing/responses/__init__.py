"""What every answer of the server carries: headers, compression, conditional answers, and the journal's lines."""
