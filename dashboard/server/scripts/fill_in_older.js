/*
 * What Streamlit's bundle needs and Chromium 103 to 111 lack (docs/decisions/0016; `make test-old-browser` runs both
 * ends of that range). In newer browsers this changes nothing.
 */
(function () {
  // Chromium 110. The bundle calls it on arrays only.
  if (!Array.prototype.toSorted) {
    Object.defineProperty(Array.prototype, "toSorted", {
      value: function toSorted(compare) {
        return Array.prototype.slice.call(this).sort(compare);
      },
      configurable: true,
      writable: true
    });
  }

  // Chromium 112: the flag v. The bundle's patterns with it use nothing that the flag u does not know, and mean the
  // same under both. RegExp.prototype.constructor stays the browser's own: changed, it makes replace and split
  // several times slower.
  try {
    new RegExp("", "v");
  } catch (error) {
    if (typeof Proxy === "undefined") return;
    var withOlderFlag = function (args) {
      return typeof args[1] === "string" ? [args[0], args[1].replace("v", "u")] : args;
    };
    var Older = new Proxy(RegExp, {
      apply: function (target, self, args) {
        return Reflect.apply(target, self, withOlderFlag(args));
      },
      construct: function (target, args, made) {
        return Reflect.construct(target, withOlderFlag(args), made === Older ? target : made);
      }
    });
    RegExp = Older;
  }
})();
