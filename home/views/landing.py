"""The first page: what this is, for whom, where to start."""

from django.shortcuts import render


def landing(request):
    return render(request, "home/landing.html", {"courses": [], "entry_paths": [], "cities": []})
