// The one small script of the portal: each behaviour is useful without it as a plain form or link.
document.documentElement.classList.add("scripted");
