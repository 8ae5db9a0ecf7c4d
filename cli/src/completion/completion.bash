# Completion of cekura-agent for bash: eval "$(cekura-agent completion bash)"
_cekura_agent() {
  local kind value word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  {
    read -r kind
    while IFS=$'\t' read -r value _; do COMPREPLY+=("$value"); done
  } < <("$1" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  [[ $kind == values ]] && return
  compopt -o filenames 2>/dev/null # from bash 4 on
  [[ $word == = ]] && word= # what stands behind it is a word of its own
  word=${word#[\"\']}
  word=${word//\\/}
  while IFS= read -r value; do COMPREPLY+=("$value"); done < <(
    case $kind in
      (specs) compgen -d -- "$word"; compgen -f -X '!*.cekura-agent.y*ml' -- "$word" ;;
      (files) compgen -f -- "$word" ;;
      (folders) compgen -d -- "$word" ;;
    esac
  )
}
complete -F _cekura_agent cekura-agent
