"""My exchanges: what is offered to me, what I have a seat in or wait for, what was."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohorts.own_exchanges import own_exchanges


@login_required
@never_cache
@require_safe
def my_exchanges(request):
    return render(request, "cohorts/registration/my_exchanges.html", {"mine": own_exchanges(request.user, get_language(), timezone.now())})
