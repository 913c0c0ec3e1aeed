package exitdefer

import (
	"log"
	"os"
)

// An example shows the calls, and what it leaves behind is left to the system.
func ExampleRename() {
	dir, err := os.MkdirTemp("", "rename")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Rename("a", dir+"/a"); err != nil {
		log.Fatal(err)
	}
}
