;; A command around QuickJS: merged with quickjs.wasm (which is a library), it makes a plain WASI program that reads `program.js` from
;; its first folder and runs it. Exit codes: 0 it ran to its end, 1 something was thrown, 2 it does not compile.
;; QuickJS's own standard library is not linked: a program reaches the outside through the four functions below alone, and `prelude.js`
;; takes even those out of sight. Text is passive data, copied where it is needed, since both modules share one memory.
(module
  (import "engine" "memory" (memory 1))
  (import "engine" "__stack_pointer" (global $stack (mut i32)))
  (import "engine" "_initialize" (func $initialize))
  (import "engine" "malloc" (func $malloc (param i32) (result i32)))
  (import "engine" "realloc" (func $realloc (param i32 i32) (result i32)))
  (import "engine" "qjs_init" (func $init (result i32)))
  (import "engine" "qjs_get_runtime_ptr" (func $runtime (result i32)))
  (import "engine" "JS_UpdateStackTop" (func $update_stack_top (param i32)))
  (import "engine" "qjs_set_max_stack_size" (func $set_max_stack (param i32)))
  (import "engine" "qjs_eval" (func $eval (param i32 i32 i32 i32) (result i32)))
  (import "engine" "qjs_compile" (func $compile (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "qjs_eval_bytecode" (func $eval_bytecode (param i32 i32) (result i32)))
  (import "engine" "qjs_is_exception" (func $is_exception (param i32) (result i32)))
  (import "engine" "qjs_get_exception" (func $get_exception (result i32)))
  (import "engine" "qjs_get_global" (func $get_global (result i32)))
  (import "engine" "qjs_get_prop_string" (func $get_prop (param i32 i32) (result i32)))
  (import "engine" "qjs_set_prop_string" (func $set_prop (param i32 i32 i32) (result i32)))
  (import "engine" "qjs_new_host_function" (func $new_function (param i32 i32 i32) (result i32)))
  (import "engine" "qjs_new_string" (func $new_string (param i32 i32) (result i32)))
  (import "engine" "qjs_get_undefined" (func $undefined (result i32)))
  (import "engine" "qjs_get_string_len" (func $get_string (param i32 i32) (result i32)))
  (import "engine" "qjs_free_cstring" (func $free_string (param i32)))
  (import "engine" "qjs_get_float64" (func $get_number (param i32) (result f64)))
  (import "engine" "qjs_call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "engine" "qjs_execute_pending_job" (func $run_job (result i32)))
  (import "engine" "qjs_is_job_pending" (func $job_pending (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))

  (data $program "program.js\00")
  (data $failed "__failed\00")
  (data $ended "__ended\00")
  (data $names "out\00err\00read\00exit\00")
  (data $prelude "PRELUDE")

  (global $room (mut i32) (i32.const 0)) ;; 64 KiB for vectors, lengths and names
  (global $length (mut i32) (i32.const 0)) ;; of what $read_all read

  ;; All of a descriptor, at the address returned; its length is in $length, and a zero byte follows.
  (func $read_all (param $fd i32) (result i32)
    (local $at i32) (local $size i32) (local $used i32)
    (local.set $size (i32.const 65536))
    (local.set $at (call $malloc (i32.const 65536)))
    (block $end
      (loop $more
        (if (i32.le_u (i32.sub (local.get $size) (local.get $used)) (i32.const 4096))
          (then
            (local.set $size (i32.shl (local.get $size) (i32.const 1)))
            (local.set $at (call $realloc (local.get $at) (local.get $size)))
            (if (i32.eqz (local.get $at)) (then (unreachable)))))
        (i32.store (global.get $room) (i32.add (local.get $at) (local.get $used)))
        (i32.store offset=4 (global.get $room) (i32.sub (i32.sub (local.get $size) (local.get $used)) (i32.const 1)))
        (br_if $end (call $fd_read (local.get $fd) (global.get $room) (i32.const 1)
          (i32.add (global.get $room) (i32.const 8))))
        (br_if $end (i32.eqz (i32.load offset=8 (global.get $room))))
        (local.set $used (i32.add (local.get $used) (i32.load offset=8 (global.get $room))))
        (br $more)))
    (global.set $length (local.get $used))
    (i32.store8 (i32.add (local.get $at) (local.get $used)) (i32.const 0))
    (local.get $at))

  (func $write_all (param $fd i32) (param $at i32) (param $size i32)
    (loop $more
      (if (local.get $size)
        (then
          (i32.store (global.get $room) (local.get $at))
          (i32.store offset=4 (global.get $room) (local.get $size))
          (if (call $fd_write (local.get $fd) (global.get $room) (i32.const 1)
              (i32.add (global.get $room) (i32.const 8)))
            (then (return)))
          (local.set $at (i32.add (local.get $at) (i32.load offset=8 (global.get $room))))
          (local.set $size (i32.sub (local.get $size) (i32.load offset=8 (global.get $room))))
          (br $more)))))

  ;; What the program asks for: `out(text)`, `err(text)`, `read()`, `exit(code)`, told apart by their second letters.
  (func (export "host_call") (param $name i32) (param $name_length i32) (param $this i32) (param $count i32) (param $values i32)
    (result i32)
    (local $letter i32) (local $text i32)
    (local.set $letter (i32.load8_u offset=1 (local.get $name)))
    (if (i32.eq (local.get $letter) (i32.const 0x65)) ;; r[e]ad
      (then
        (local.set $text (call $read_all (i32.const 0)))
        (return (call $new_string (local.get $text) (global.get $length)))))
    (if (i32.eq (local.get $letter) (i32.const 0x78)) ;; e[x]it
      (then (call $proc_exit (i32.trunc_sat_f64_s (call $get_number (i32.load (local.get $values)))))))
    (local.set $text
      (call $get_string (i32.load (local.get $values)) (i32.add (global.get $room) (i32.const 16))))
    (if (local.get $text)
      (then
        (call $write_all
          (select (i32.const 1) (i32.const 2) (i32.eq (local.get $letter) (i32.const 0x75))) ;; o[u]t
          (local.get $text)
          (i32.load offset=16 (global.get $room)))
        (call $free_string (local.get $text))))
    (call $undefined))

  (func (export "host_interrupt") (result i32) (i32.const 0))
  (func (export "host_promise_rejection") (param i32 i32 i32))
  (func (export "host_module_normalize") (param i32 i32) (result i32) (i32.const 0))
  (func (export "host_module_load") (param i32 i32) (result i32) (i32.const 0))
  (func (export "host_get_timezone_offset") (param i32 i32) (result i32) (i32.const 0))

  ;; Hands what was thrown to `__failed` of the prelude, which writes it down, and leaves with $code.
  (func $fail (param $code i32)
    (local $name i32)
    (local.set $name (i32.add (global.get $room) (i32.const 64)))
    (memory.init $failed (local.get $name) (i32.const 0) (i32.const 9))
    (i32.store offset=32 (global.get $room) (call $get_exception))
    (drop (call $call
      (call $get_prop (call $get_global) (local.get $name))
      (call $undefined)
      (i32.const 1)
      (i32.add (global.get $room) (i32.const 32))))
    (call $proc_exit (local.get $code)))

  ;; The program has run to its end: `__ended` of the prelude says with what code, which `process.exitCode` may have set.
  (func $end
    (local $name i32) (local $code i32)
    (local.set $name (i32.add (global.get $room) (i32.const 64)))
    (memory.init $ended (local.get $name) (i32.const 0) (i32.const 8))
    (local.set $code (i32.trunc_sat_f64_s (call $get_number (call $call
      (call $get_prop (call $get_global) (local.get $name))
      (call $undefined)
      (i32.const 0)
      (i32.const 0)))))
    (if (local.get $code) (then (call $proc_exit (local.get $code)))))

  (func $offer (param $at i32) (param $size i32)
    (drop (call $set_prop (call $get_global) (local.get $at)
      (call $new_function (local.get $at) (local.get $size) (i32.const 1)))))

  ;; `program.js` in the first folder that has one.
  (func $program (result i32)
    (local $fd i32) (local $name i32)
    (local.set $name (i32.add (global.get $room) (i32.const 128)))
    (memory.init $program (local.get $name) (i32.const 0) (i32.const 11))
    (local.set $fd (i32.const 3))
    (loop $next
      (if (i32.eqz (call $path_open (local.get $fd) (i32.const 0) (local.get $name) (i32.const 10) (i32.const 0)
            (i64.const 2) (i64.const 0) (i32.const 0) (i32.add (global.get $room) (i32.const 16))))
        (then (return (call $read_all (i32.load offset=16 (global.get $room))))))
      (local.set $fd (i32.add (local.get $fd) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $fd) (i32.const 16))))
    (call $proc_exit (i32.const 3))
    (unreachable))

  (func (export "_start")
    (local $source i32) (local $code i32) (local $value i32) (local $name i32)
    (call $initialize)
    (global.set $room (call $malloc (i32.const 65536)))
    ;; A stack of 16 MiB in place of the linker's one: programs recurse.
    (global.set $stack (i32.and (i32.add (call $malloc (i32.const 16777216)) (i32.const 16777200)) (i32.const -16)))
    (if (call $init) (then (unreachable)))
    (call $update_stack_top (call $runtime))
    (call $set_max_stack (i32.const 2000000))

    (local.set $name (i32.add (global.get $room) (i32.const 256)))
    (memory.init $names (local.get $name) (i32.const 0) (i32.const 18))
    (call $offer (local.get $name) (i32.const 3))
    (call $offer (i32.add (local.get $name) (i32.const 4)) (i32.const 3))
    (call $offer (i32.add (local.get $name) (i32.const 8)) (i32.const 4))
    (call $offer (i32.add (local.get $name) (i32.const 13)) (i32.const 4))

    (local.set $source (call $malloc (i32.add (i32.const PRELUDE_LENGTH) (i32.const 1))))
    (memory.init $prelude (local.get $source) (i32.const 0) (i32.const PRELUDE_LENGTH))
    (i32.store8 offset=PRELUDE_LENGTH (local.get $source) (i32.const 0))
    (memory.init $program (i32.add (global.get $room) (i32.const 128)) (i32.const 0) (i32.const 11))
    (local.set $value (call $eval (local.get $source) (i32.const PRELUDE_LENGTH)
      (i32.add (global.get $room) (i32.const 128)) (i32.const 0)))
    (if (call $is_exception (local.get $value)) (then (unreachable)))

    (local.set $source (call $program))
    (local.set $code (call $compile (local.get $source) (global.get $length)
      (i32.add (global.get $room) (i32.const 128)) (i32.const 0) (i32.const 0) (i32.add (global.get $room) (i32.const 16))))
    (if (i32.eqz (local.get $code)) (then (call $fail (i32.const 2))))
    (local.set $value (call $eval_bytecode (local.get $code) (i32.load offset=16 (global.get $room))))
    (if (call $is_exception (local.get $value)) (then (call $fail (i32.const 1))))
    (loop $jobs
      (if (call $job_pending)
        (then
          (if (i32.lt_s (call $run_job) (i32.const 0)) (then (call $fail (i32.const 1))))
          (br $jobs))))
    (call $end)))
