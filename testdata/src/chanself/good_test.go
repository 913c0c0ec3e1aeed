package chanself

func jobs() chan int { return make(chan int) }

func Example_consumer() {
	for range jobs() {
	}
}
