"""Sound and film (MP3, OGG, WAV, MP4), rebuilt without what is not sound or picture."""
