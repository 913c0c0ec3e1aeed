package initwork

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"time"
)

var cities []byte

func init() {
	resp, err := http.Get("https://example.com/cities") // want `importing this package makes an HTTP request`
	if err != nil {
		return
	}
	defer resp.Body.Close()
	cities, _ = io.ReadAll(resp.Body)
}

func init() {
	go refresh() // want `importing this package starts a goroutine`
}

func refresh() { time.Sleep(time.Hour) }

var names = load("names.txt") // want `importing this package reads a file`

func load(path string) []byte {
	b, _ := os.ReadFile(path)
	return b
}

func init() {
	time.Sleep(time.Second) // want `importing this package sleeps`
	version()               // want `importing this package runs a command`
}

func version() []byte {
	b, _ := exec.Command("git", "describe").Output()
	return b
}

func init() {
	if _, err := os.Stat("config.json"); err != nil {
		log.Fatal("no config") // want `importing this package may end the process with log.Fatal`
	}
}

var home = func() string {
	f, err := os.Open("/etc/passwd") // want `importing this package reads a file`
	if err != nil {
		return ""
	}
	return f.Name()
}()

func Parse(s string) int {
	if s == "" {
		os.Exit(2) // want `os.Exit in a library takes the decision to end the process from its caller`
	}
	return len(s)
}

type client struct{}

func (client) connect(path string) error {
	if _, err := os.Stat(path); err != nil {
		log.Fatalf("no %s", "net") // want `log.Fatalf in a library takes the decision`
	}
	return nil
}

func fatal(err error) { log.Fatal(err) }

// Save fails by way of a helper.
func Save(path string) {
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		fatal(err) // want `fatal in a library takes the decision to end the process from its caller`
	}
}

func WriteTable(out io.Writer, rows [][]string) {
	w := csv.NewWriter(out)
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			log.Fatalf("writing %v: %v", row, err) // want `log.Fatalf in a library takes the decision to end the process from its caller`
		}
	}
	w.Flush()
}

type anything struct{ Value any }

func (a anything) Encode() []byte {
	data, err := json.Marshal(a)
	if err != nil {
		log.Fatal("cannot encode: ", err) // want `log.Fatal in a library takes the decision to end the process from its caller`
	}
	return data
}
