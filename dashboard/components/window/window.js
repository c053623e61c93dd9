/*
 * Reports the viewer's window (__init__.py beside). Of data it gets only what it has reported itself, for
 * where it is mounted anew. A wide window outside 会议模式 reports nothing and so costs no second run.
 */
window.planWindow = function (mounted) {
  const place = mounted.parentElement;
  place.mounted = mounted;
  if (!place.report) {
    const sent = { ...mounted.data.reported };
    const send = (name, value) => {
      if (sent[name] !== value) place.mounted.setStateValue(name, (sent[name] = value));
    };
    place.report = function () {
      send("narrow", window.innerWidth < 640);
      send("middle", window.innerWidth >= 640 && window.innerWidth < 1240);
      if (place.mounted.data.exact) {
        send("width", window.innerWidth);
        send("height", window.innerHeight);
      }
    };
    window.addEventListener("resize", place.report);
  }
  place.report();
  return () => window.removeEventListener("resize", place.report);
};
