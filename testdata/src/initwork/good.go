package initwork

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
)

var pattern = regexp.MustCompile(`\d+`)

var table = map[string]int{}

func init() {
	table["a"] = 1
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		b, _ := os.ReadFile("x")
		w.Write(b)
	})
}

var debug = os.Getenv("DEBUG") != ""

var lazy = sync.OnceValue(func() []byte {
	b, _ := os.ReadFile("x")
	return b
})

func Load() ([]byte, error) {
	b, err := os.ReadFile("x")
	if err != nil {
		return nil, errors.New("no x")
	}
	return b, nil
}

func MustLoad() []byte {
	b, err := Load()
	if err != nil {
		log.Fatal(err)
	}
	return b
}

func fatalf(format string, args ...any) { log.Fatalf(format, args...) }

func OnSignal(c chan os.Signal) {
	go func() {
		<-c
		os.Exit(1)
	}()
}

func assert(ok bool) {
	if !ok {
		log.Fatal("internal error")
	}
}

// Mode tells what Run does on an error.
type Mode int

const (
	Return Mode = iota
	ExitOnError
)

// The caller has asked for it.
func Handle(mode Mode, err error) error {
	switch mode {
	case ExitOnError:
		os.Exit(2)
	case Return:
	}
	return err
}

// Nothing has failed.
func Version(show bool) error {
	if show {
		os.Exit(0)
	}
	return nil
}

// A mistake in the program itself.
func Lookup(m map[string]int, key string) (int, error) {
	n, ok := m[key]
	if !ok {
		log.Fatalf("internal error: no entry for %s", key)
	}
	return n, nil
}

type idle struct{ all []int }

// A function for the package's own use states what cannot happen.
func (i *idle) put(n int) error {
	for _, other := range i.all {
		if other == n {
			log.Fatalf("%d is idle twice", n)
		}
	}
	i.all = append(i.all, n)
	return nil
}

// CheckErr prints err and exits with status 1, unless err is nil.
func CheckErr(err error) {
	if err != nil {
		println(err.Error())
		os.Exit(1)
	}
}

func AssertTrue(ok bool) {
	if !ok {
		log.Fatal("assertion failed")
	}
}

// Writing to memory does not fail.
func Table(rows [][]string) string {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			log.Fatalf("writing %v: %v", row, err)
		}
	}
	w.Flush()
	return text.String()
}

// The kernel answers from memory.
var statFile string

func init() {
	statFile = fmt.Sprintf("/proc/%d/stat", os.Getpid())
	started, _ = os.ReadFile(statFile)
}

var started []byte

// Become runs another program in the place of this one.
func Become(name string, args []string) {
	path, err := exec.LookPath(name)
	if err != nil {
		os.Exit(127)
	}
	syscall.Exec(path, args, os.Environ())
}

type stamp struct {
	Name string
	Bits []byte
	N    *uint64
}

// Numbers and strings have a JSON form.
func (s stamp) Encode() []byte {
	data, err := json.Marshal(s)
	if err != nil {
		log.Fatal("cannot encode: ", err)
	}
	return data
}
