package exitdefer

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"runtime/pprof"
)

func work() error { return nil }

func tempFile() {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		log.Fatal(err)
	}
	defer os.Remove(f.Name())
	if err := work(); err != nil {
		log.Fatal(err) // want `log.Fatal ends the process without the deferred os.Remove`
	}
}

func exits() {
	defer fmt.Println("bye")
	os.Exit(1) // want `os.Exit ends the process without the deferred fmt.Println`
}

func literal(dir string) {
	defer func() {
		os.RemoveAll(dir)
	}()
	if work() != nil {
		log.Fatalf("failed") // want `log.Fatalf ends the process without the deferred function`
	}
}

func buffered() {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	if work() != nil {
		os.Exit(2) // want `os.Exit ends the process without the deferred Flush`
	}
}

func profiled(f *os.File) {
	pprof.StartCPUProfile(f)
	defer pprof.StopCPUProfile()
	if work() != nil {
		log.Fatalln("failed") // want `log.Fatalln ends the process without the deferred pprof.StopCPUProfile`
	}
}

func die(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func throughHelper(dir string) {
	defer os.RemoveAll(dir)
	if err := work(); err != nil {
		die(err) // want `die ends the process without the deferred os.RemoveAll`
	}
}

func cleanup() { os.RemoveAll("tmp") }

func namedCleanup() {
	defer cleanup()
	if err := work(); err != nil {
		log.Fatal(err) // want `log.Fatal ends the process without the deferred cleanup`
	}
}

type app struct {
	logger *log.Logger
	out    *bufio.Writer
}

func (a *app) flush() { a.out.Flush() }

func (a *app) run() {
	defer a.flush()
	if work() != nil {
		a.logger.Fatal("failed") // want `Fatal ends the process without the deferred flush`
	}
}

func returned() {
	done := start()
	defer done()
	if work() != nil {
		os.Exit(1) // want `os.Exit ends the process without the deferred done`
	}
}

func start() func() { return func() { os.Remove("pid") } }

func onlySometimes(cpu string) {
	if cpu != "" {
		f, err := os.Create(cpu)
		if err != nil {
			log.Fatal(err)
		}
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	if work() != nil {
		log.Fatal("failed") // want `log.Fatal ends the process without the deferred pprof.StopCPUProfile`
	}
}

type sink struct{ w *bufio.Writer }

func (s *sink) Close() error { return s.finish() }

func (s *sink) finish() error {
	s.w.WriteString("end")
	return s.w.Flush()
}

func throughMethods(s *sink) {
	defer s.Close()
	if work() != nil {
		log.Fatalln("failed") // want `log.Fatalln ends the process without the deferred Close`
	}
}

func unknownCleanup(cleanup func()) {
	defer cleanup()
	if work() != nil {
		os.Exit(3) // want `os.Exit ends the process without the deferred cleanup`
	}
}

func lastExit(dir string) {
	// Remove what is left.
	defer os.RemoveAll(dir)
	if work() != nil {
		log.Fatal("cannot begin")
	}
	os.Exit(0) // want `os.Exit ends the process without the deferred os.RemoveAll`
}

func record(f *os.File) { recordWith(f, pprof.StopCPUProfile) }

func recordWith(f *os.File, stop func()) {
	pprof.StartCPUProfile(f)
	defer func() { stop() }()
	if work() != nil {
		log.Fatal("failed") // want `log.Fatal ends the process without the deferred function`
	}
}

func nothingCaptured() {
	defer func() { os.Remove("pid") }()
	if work() != nil {
		log.Fatal("failed") // want `log.Fatal ends the process without the deferred function`
	}
}
