// What every page gets.
import './submit-once'
import './error-focus'
import './dialog'
