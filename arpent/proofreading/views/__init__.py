"""The pages where texts are looked over."""
