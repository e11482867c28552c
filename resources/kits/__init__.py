"""The ZIP of a kit: what goes into it, how it is written, and when it is built anew."""
