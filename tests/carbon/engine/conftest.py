from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how fast an example runs says nothing about whether it holds
settings.load_profile("untimed")
