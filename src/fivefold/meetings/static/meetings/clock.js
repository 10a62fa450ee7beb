// The time that is left, told anew every few seconds. Without this it is true as it was when the page came.
const tick = () => {
  const now = Date.now();
  for (const clock of document.querySelectorAll(".clock")) {
    const { first, last, one, many, over, ahead } = clock.dataset;
    const left = Math.ceil((Date.parse(last) - now) / 60000);
    let words = many.replace("#", left);
    if (now < Date.parse(first)) words = ahead;
    else if (left <= 0) words = over;
    else if (left === 1) words = one;
    if (clock.textContent !== words) clock.textContent = words;
  }
};
setInterval(tick, 5000);
tick();
