// On wide screens the lesson list scrolls by itself: bring the lesson being read into its view.
const list = document.querySelector(".player__outline");
const here = list && list.querySelector("[aria-current]");
if (here && list.scrollHeight > list.clientHeight) {
  list.scrollTop = here.offsetTop - list.clientHeight / 2;
}
