"""The library behind the build, the checks and the tests of the guide."""
