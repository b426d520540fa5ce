/* The one small script of the portal. Without it every form posts, every link leads to a page; with it:

   data-autosave        a row's form: saved cell by cell ("row": when the row is left). Its fields carry a hidden `version`.
   data-row, data-state one row (with an id) and, inside it, where its saving tells how it goes
   data-save-status     the page's own line: saved at, saving, how many rows are not saved
   data-conflict        in a row answered 409: the two values to choose from; nothing is sent until one is chosen
   data-unsaved         on a row the server refused (409, 422): it still counts as not saved
   data-focus           in an answer: the field to go to
   data-swap            an element (with an id) that answers may replace: totals, progress
   data-grid            the table of cells; its value lists the columns, for pasting from Excel
   data-cell            a cell; its value names its column
   data-accept          the button Enter presses when the row's points were not touched
   data-claimed, data-reason   the self-score a differing number is measured by; the field that must say why
   data-next, data-prev links the right and left arrows follow
   data-upload, data-max-bytes  a form of files, sent one by one as they are chosen; its limit
   data-drop, data-choose       a row files may be dropped on: its value is their address, without one its [data-choose] link; that link chooses files
   data-panel, data-follow     a link shown in #panel; what #panel shows while a row has the focus: the value, or the row's own link
   data-words, data-before      how many words the row's text may have (0: any number), how many were sent already: counted as one types
   data-note            a link that opens the row's note in place ("tick": the row may also not apply), from the template #note-box
   data-filter, data-tags      a chip; the words of a row it is looked up in ("" shows all)
   data-confirm, data-close    a link that opens the dialog of that id; the button that closes it
   data-copy            a button that copies its value
   data-sort, data-key  a heading that sorts ("text" or "number"); a cell's key where it is not its text
   data-node, data-parent, data-live-sum, data-sum-for   a sheet's rows, the ceiling typed, where its children's sum stands
   data-poll            a piece that follows what others do: its address, asked again every two seconds
   data-popup           a details that closes by Escape or a click elsewhere
   data-toast           in an answer: a notice to show in the corner
   data-refusal         in an error page: the sentence to show
   data-label           the column's name, shown beside the cell on a narrow screen (stylesheet only)
   data-user, data-sign-in, data-sprite     on body: who is signed in, where to sign in, the icons

   An answer to a form is the changed row, each piece in its own <template>, and any data-swap elements:
   200 saved · 401 signed out · 409 stale or no longer open · 422 refused; a page with data-refusal is shown as words. */
import "./autosave.js";
import "./grid.js";
import "./note.js";
import "./page.js";
import "./panel.js";
import "./poll.js";
import "./sums.js";
import "./upload.js";

document.documentElement.classList.add("scripted");
