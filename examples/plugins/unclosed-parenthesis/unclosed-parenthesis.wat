;; A clauselint plugin in WebAssembly's text format: each opening parenthesis
;; that is not closed before its paragraph ends.
;;
;; It shows the interface in the raw, as it is met from any language. The module
;; imports what it uses from `clauselint_1` (the name is the version), exports
;; its memory, and exports a function without parameters under the rule's id.

(module
  ;; read(item, at, into, len) -> bytes that the item has in all
  (import "clauselint_1" "read"
    (func $read (param i32 i32 i32 i32) (result i32)))
  ;; report(start, end, message, length of the message)
  (import "clauselint_1" "report"
    (func $report (param i32 i32 i32 i32)))
  ;; label(text, length of the text), for the finding reported last
  (import "clauselint_1" "label"
    (func $label (param i32 i32)))

  ;; One page of 64 KiB holds the words below; the policy goes into the pages
  ;; that are added behind it.
  (memory (export "memory") 1)
  (global $text i32 (i32.const 65536))
  (data (i32.const 0) "a parenthesis is opened and never closed")
  (data (i32.const 64) "opened here")

  (func (export "unclosed-parenthesis")
    (local $len i32)   ;; bytes of the policy
    (local $at i32)    ;; the byte looked at
    (local $byte i32)  ;; what it is
    (local $open i32)  ;; parentheses open
    (local $first i32) ;; where the outermost of them stands

    ;; Item 0 is the clean text. Ask how long it is, make room, read it.
    (local.set $len
      (call $read (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
    (drop (memory.grow
      (i32.add (i32.shr_u (local.get $len) (i32.const 16)) (i32.const 1))))
    (drop (call $read
      (i32.const 0) (i32.const 0) (global.get $text) (local.get $len)))

    ;; The clean text is UTF-8, in which no part of a longer character looks
    ;; like a parenthesis; each block is a line. One byte more than there are is
    ;; looked at: memory that is new is 0, and 0 ends the last line.
    (loop $next
      (local.set $byte
        (i32.load8_u (i32.add (global.get $text) (local.get $at))))

      (if (i32.eq (local.get $byte) (i32.const 40)) ;; (
        (then
          (if (i32.eqz (local.get $open))
            (then (local.set $first (local.get $at))))
          (local.set $open (i32.add (local.get $open) (i32.const 1)))))

      ;; What is closed without being opened, as in "a) first", is no fault.
      (if (i32.and
            (i32.eq (local.get $byte) (i32.const 41)) ;; )
            (i32.ne (local.get $open) (i32.const 0)))
        (then
          (local.set $open (i32.sub (local.get $open) (i32.const 1)))))

      (if (i32.or
            (i32.eq (local.get $byte) (i32.const 10)) ;; the line's end
            (i32.eq (local.get $at) (local.get $len)))
        (then
          (if (local.get $open)
            (then
              (call $report
                (local.get $first)
                (i32.add (local.get $first) (i32.const 1))
                (i32.const 0) (i32.const 40))
              (call $label (i32.const 64) (i32.const 11))))
          (local.set $open (i32.const 0))))

      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.le_u (local.get $at) (local.get $len)))))
)
