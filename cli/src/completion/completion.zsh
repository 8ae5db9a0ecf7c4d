#compdef cekura-agent
# Completion of cekura-agent for zsh: source <(cekura-agent completion zsh)
_cekura_agent() {
  local -a answer
  answer=("${(@f)$(${(Q)words[1]} complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  [[ $answer[1] != values && $words[CURRENT] == --*=* ]] && compset -P 1 '*='
  case $answer[1] in
    specs) _files -g '*.cekura-agent.(yaml|yml)' ;;
    files) _files ;;
    folders) _files -/ ;;
    values)
      answer=("${(@)answer[2,-1]//:/\\:}")
      answer=("${(@)answer//$'\t'/:}")
      _describe cekura-agent answer
      ;;
  esac
}
if [[ $funcstack[1] == _cekura_agent ]]; then _cekura_agent; else compdef _cekura_agent cekura-agent; fi
