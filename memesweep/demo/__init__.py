"""A small gallery to try memesweep on, made from sample photographs and drawn memes."""

from memesweep.demo.gallery import DemoGallery, make_demo_gallery

__all__ = ["DemoGallery", "make_demo_gallery"]
