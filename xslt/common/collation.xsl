<?xml version="1.0" encoding="UTF-8"?>
<!-- The order of names in a register, and the letter under which a name stands.
     The engine's own collations know no language but English and sort what they don't know by code point, so the order is
     made here: letters by their base letter, in the alphabet of the edition's language; accents, then case, only where the
     letters are the same; numbers by their value; word by word; punctuation does not count. Scripts follow one another as
     in Unicode: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari …
     Needs settings. An alphabet that is not here is one line in order:alphabets. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:order="https://tei-edition.org/ns/collation" xmlns:set="https://tei-edition.org/ns/settings"
  exclude-result-prefixes="#all" version="3.0">

  <!-- accents and points that are no letters of their own: of Latin, Greek, Cyrillic, Hebrew, Arabic, Syriac;
       the vowel signs of Indic scripts are letters and stay -->
  <xsl:variable name="order:accents" as="xs:string"
    select="'[&#x300;-&#x36F;&#x483;-&#x487;&#x591;-&#x5C7;&#x610;-&#x61A;&#x64B;-&#x65F;&#x670;&#x6D6;-&#x6ED;&#x730;-&#x74A;&#x1AB0;-&#x1AFF;&#x1DC0;-&#x1DFF;&#x20D0;-&#x20FF;&#xFE20;-&#xFE2F;]'"/>

  <!-- letters that no decomposition takes apart, and what they count as -->
  <xsl:variable name="order:folded" as="map(xs:string, xs:string)" select="map{
    'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ħ': 'h', 'ı': 'i', 'ŋ': 'n', 'ĸ': 'k', 'ŧ': 't',
    'ſ': 's', 'ƿ': 'w', 'ȝ': 'gh', 'ς': 'σ', 'ך': 'כ', 'ם': 'מ', 'ן': 'נ', 'ף': 'פ', 'ץ': 'צ', 'ٱ': 'ا', 'ـ': '' }"/>

  <!-- Cyrillic letters outside the row of а to я stand after the letter given; й is a letter, not an и with a breve -->
  <xsl:variable name="order:cyrillic" as="xs:string" select="'ґ:г ѓ:г ђ:д є:е ѕ:з і:и ї:и й:и ј:и ќ:к љ:л њ:н ћ:т ў:у џ:ц ѣ:ь'"/>

  <!-- language → its own letters, each with the one it stands after; several after the same one follow in the order given -->
  <xsl:variable name="order:alphabets" as="map(xs:string, xs:string)" select="map{
    'sv': 'å:z ä:z ö:z', 'fi': 'å:z ä:z ö:z', 'da': 'æ:z ø:z å:z', 'nb': 'æ:z ø:z å:z', 'nn': 'æ:z ø:z å:z', 'no': 'æ:z ø:z å:z',
    'is': 'á:a ð:d é:e í:i ó:o ú:u ý:y þ:z æ:z ö:z', 'fo': 'á:a ð:d í:i ó:o ú:u ý:y æ:z ø:z',
    'et': 'š:s z:s ž:s õ:w ä:w ö:w ü:w', 'es': 'ñ:n', 'gl': 'ñ:n', 'eu': 'ñ:n', 'tl': 'ñ:n',
    'cs': 'č:c ch:h ř:r š:s ž:z', 'sk': 'ä:a č:c ch:h ô:o š:s ž:z', 'pl': 'ą:a ć:c ę:e ł:l ń:n ó:o ś:s ź:z ż:z',
    'hr': 'č:c ć:c dž:d đ:d lj:l nj:n š:s ž:z', 'bs': 'č:c ć:c dž:d đ:d lj:l nj:n š:s ž:z', 'sl': 'č:c š:s ž:z',
    'hu': 'cs:c dz:d dzs:d gy:g ly:l ny:n ö:o ő:o sz:s ty:t ü:u ű:u zs:z', 'ro': 'ă:a â:a î:i ș:s ş:s ț:t ţ:t',
    'tr': 'ç:c ğ:g ı:h ö:o ş:s ü:u', 'az': 'ç:c ə:e ğ:g ı:h ö:o ş:s ü:u', 'lv': 'č:c ģ:g ķ:k ļ:l ņ:n š:s ž:z', 'lt': 'č:c š:s ž:z',
    'sq': 'ç:c dh:d ë:e gj:g ll:l nj:n rr:r sh:s th:t xh:x zh:z', 'cy': 'ch:c dd:d ff:f ng:g ll:l ph:p rh:r th:t' }"/>

  <!-- returns the letters of a language that have a place of their own -->
  <xsl:function name="order:tailoring" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="string($order:alphabets(lower-case(tokenize($language, '-')[1]))) || ' ' || $order:cyrillic"/>
  </xsl:function>

  <xsl:variable name="order:language" as="xs:string" select="string((set:get('language')[. ne ''], 'en')[1])"/>

  <!-- the rules of the edition's language: each letter with the text that sorts in its place, which is the letter it stands
       after and a mark of its rank there; the longest letters first -->
  <xsl:variable name="order:rules" as="map(*)*">
    <xsl:for-each-group select="tokenize(order:tailoring($order:language))" group-by="substring-after(., ':')">
      <xsl:variable name="rules" as="xs:string+" select="current-group()"/>
      <xsl:for-each select="$rules">
        <xsl:sort select="-string-length(.)"/>
        <xsl:sequence select="map{ 'letter': substring-before(., ':'),
          'sorts': substring-after(., ':') || codepoints-to-string(57344 + index-of($rules, .)[1]) }"/>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- Chinese characters, of which there are too many for a bar of letters, stand together -->
  <xsl:variable name="order:han" as="xs:string" select="'^[&#x3400;-&#x9FFF;&#xF900;-&#xFAFF;&#x20000;-&#x3FFFF;]'"/>

  <!-- returns a text by which names are put in order, compared code point by code point -->
  <xsl:function name="order:key" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="letters" as="xs:string" select="order:letters($words)"/>
    <xsl:variable name="key" as="xs:string" select="order:numbers(normalize-space(replace(replace($letters, '[\p{Pd}\p{Z}/_]+', ' '), '[^\p{L}\p{M}\p{N}\p{Co} ]|[&#x2B0;-&#x2FF;]', '')))"/>
    <xsl:sequence select="if (matches($key, $order:han)) then '&#x4E00;' || $key else $key"/>
  </xsl:function>

  <!-- returns the words in base letters of the language's alphabet -->
  <xsl:function name="order:letters" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="small" as="xs:string" select="lower-case(normalize-unicode(if (matches($order:language, '^(tr|az)(-|$)'))
      then translate($words, 'Iİ', 'ıi') else $words, 'NFC'))"/>
    <xsl:variable name="tailored" as="xs:string" select="fold-left($order:rules, $small,
      function($text as xs:string, $rule as map(*)) as xs:string {
        if (contains($text, $rule?letter)) then replace($text, $rule?letter, $rule?sorts) else $text })"/>
    <xsl:variable name="bare" as="xs:string" select="lower-case(replace(normalize-unicode($tailored, 'NFKD'), $order:accents, ''))"/>
    <xsl:sequence select="string-join(string-to-codepoints($bare) ! codepoints-to-string(.) ! ($order:folded(.), .)[1])"/>
  </xsl:function>

  <!-- numbers are compared by their value: each gets the same length -->
  <xsl:function name="order:numbers" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$text" regex="[0-9]+">
        <xsl:matching-substring>
          <xsl:sequence select="string-join((1 to 12 - string-length(.)) ! '0') || ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- returns the letter under which a key stands: the first of the alphabet, 0 for a number, nothing where there is none -->
  <xsl:function name="order:letter" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="own" as="xs:string?" select="$order:rules[starts-with($key, ?sorts)][1]?letter"/>
    <xsl:variable name="first" as="xs:string" select="substring($key, 1, 1)"/>
    <xsl:sequence select="if ($own) then upper-case(substring($own, 1, 1)) || substring($own, 2)
      else if (matches($first, '[0-9]')) then '0'
      else if (matches($first, $order:han)) then '漢'
      else upper-case($first)"/>
  </xsl:function>

</xsl:stylesheet>
