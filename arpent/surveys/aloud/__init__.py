"""A version read aloud: its sentences, the clips that say them, and the people who recorded some."""
