package uses

// What an example leaves out, its reader puts in.
func ExampleSage() {
	for range 3 {
		go func() {
			for q := range questions() {
				_ = q
			}
		}()
	}
}

func questions() chan int { return make(chan int) }
