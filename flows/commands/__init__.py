"""What the commands of `sourceline` accept. Each imports what it calls when it is called: help is instant."""
