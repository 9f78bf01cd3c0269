"""What a person tells about themselves: right after joining (three questions, all to skip), and later on their profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academy.forms import PersonForm, WelcomeForm


@never_cache
@login_required
def profile(request):
    form = PersonForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is kept."))
        return redirect("profile")
    return render(request, "academy/profile.html", {"form": form, "here": "profile"}, status=422 if form.errors else 200)


@never_cache
@login_required
def welcome(request):
    form = WelcomeForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("my")
    return render(request, "academy/welcome.html", {"form": form}, status=422 if form.errors else 200)
