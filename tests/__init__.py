"""The tests mirror server/goround; whole journeys stand in e2e/."""
