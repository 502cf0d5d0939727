<?xml version="1.0" encoding="UTF-8"?>
<簽><主旨><文字>擬請同意。</文字></主旨></簽>
