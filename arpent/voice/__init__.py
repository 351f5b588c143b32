"""A text said aloud: cut into sentences, pronounced as a list asks, spoken by a voice, written as MP3."""
